"""The options of the plugin; what they mean is for `lcsite.settings` to say."""

from mkdocs.config.base import Config
from mkdocs.config.config_options import Optional, Type


class LcsiteConfig(Config):
    """What an owner may write below `plugins: - lcsite:` in mkdocs.yml.

    Of any type: `lcsite.settings` says what is wrong with a value, in the owner's language.
    """

    content = Optional(Type(object))
    nav = Optional(Type(object))
    mail = Optional(Type(object))
    text_licence = Optional(Type(object))
    colours = Optional(Type(object))
    logo = Optional(Type(object))
    model = Optional(Type(object))
    host = Optional(Type(object))
