"""A reader that asks a language model, and believes only what it can check against the text."""

from salient.reading.language_model.endpoint import Endpoint, HttpEndpoint, NoAnswer
from salient.reading.language_model.reader import LanguageModelReader

__all__ = ["Endpoint", "HttpEndpoint", "LanguageModelReader", "NoAnswer"]
