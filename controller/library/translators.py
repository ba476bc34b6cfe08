"""The engines that draft translations, as the settings have them."""

from __future__ import annotations

from functools import cache

from controller.library.speech_link import ask
from controller.settings import Settings
from media.speech.breaker import Breaker
from media.speech.http_voice_secret import secret_of
from media.translation.http_settings import HttpTranslation
from media.translation.http_translator import HttpTranslator
from media.translation.nllb import NllbTranslator
from media.translation.translator import Translator
from protocol.timers import SPEECH_SERVICE_REST_S


def translators_of(settings: Settings) -> tuple[Translator, ...]:
    """Those to try, in this order; none unless the province chose some."""
    chosen = settings.translation
    services = (_service(service, chosen.time_limit_s) for service in chosen.services)
    return (*services, *([NllbTranslator(chosen.nllb)] if chosen.nllb else []))


def _service(service: HttpTranslation, limit_s: float) -> HttpTranslator:
    return HttpTranslator(service, ask, secret_of(service), limit_s, _breaker(service.name))


@cache
def _breaker(_service_name: str) -> Breaker:
    """One a service and process: it remembers that the service did not answer a moment ago."""
    return Breaker(SPEECH_SERVICE_REST_S)
