"""The options of the plugin; what they mean is for `lcsite.settings` to say."""

from mkdocs.config.base import Config
from mkdocs.config.config_options import Optional, Type


class LcsiteConfig(Config):
    """What an owner may write below `plugins: - lcsite:` in mkdocs.yml."""

    content = Optional(Type(str))
    nav = Optional(Type(list))
    mail = Optional(Type(str))
    text_licence = Optional(Type(str))
    colours = Optional(Type(dict))
    model = Optional(Type(str))
    host = Optional(Type(str))
