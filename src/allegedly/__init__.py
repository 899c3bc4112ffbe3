"""Who says what in the news, how it is reported, and how sure each voice is."""

from importlib.metadata import version

__version__ = version("allegedly")
