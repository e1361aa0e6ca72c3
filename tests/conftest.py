"""The sites that many tests look at, each published once."""

import shutil

import pytest
from hypothesis import settings
from support import MODELS, ROOT, Published

# The same examples on every machine and day; how long one takes is for the benchmarks to say.
settings.register_profile("lcsite", max_examples=60, derandomize=True, deadline=None, database=None)
settings.load_profile("lcsite")


@pytest.fixture(scope="session")
def toolkit(tmp_path_factory: pytest.TempPathFactory) -> Published:
    """The content of this repository with the built-in model."""
    folder = tmp_path_factory.mktemp("toolkit")
    shutil.copytree(ROOT / "content", folder / "content")
    shutil.copy(ROOT / "mkdocs.yml", folder)
    return Published(folder)


@pytest.fixture(scope="session")
def bakery(tmp_path_factory: pytest.TempPathFactory) -> Published:
    """A model of another domain, with every trait, kind and block, and content for it."""
    folder = tmp_path_factory.mktemp("bakery") / "bakery"
    shutil.copytree(MODELS / "bakery", folder)
    return Published(folder)


@pytest.fixture(params=["toolkit", "bakery"])
def either(request: pytest.FixtureRequest) -> Published:
    """Both of them, one after the other."""
    found: Published = request.getfixturevalue(request.param)
    return found
