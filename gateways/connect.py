"""The outside parties that the settings name, ready to be spoken to. One function a party."""

from pathlib import Path

from gateways import banks, mobile_id, montonio, oidc, paysera, smart_id, viisp
from gateways.banklink import Contract
from gateways.certificates import Trust, is_test_anchor, read_anchors
from gateways.errors import GatewayError
from gateways.https import Line
from gateways.methods import BanklinkMethod, Method, MontonioMethod, PayseraMethod, TransferMethod
from gateways.ways import MobileIdWay, OidcWay, SmartIdWay, ViispWay, Way
from settings import Settings
from settings.banks import MontonioSettings, PayseraSettings
from settings.identity import MobileIdSettings, OidcSettings, SmartIdSettings, ViispSettings


def bank_contracts(settings: Settings) -> dict[str, Contract]:
    """The configured banks by id, in the order in which they are offered.

    Raises GatewayError("broken") at start when a bank has no table in banks.toml or a key cannot be read.
    """
    known = banks.dialects()
    unknown = [bank.id for bank in settings.banks if bank.id not in known]
    if unknown:
        raise GatewayError("broken", f"{unknown[0]} is not in gateways/banks.toml")
    return {
        bank.id: Contract(
            dialect=known[bank.id],
            url=bank.url,
            our_id=bank.sender_id,
            bank_id=bank.bank_id,
            payee_account=settings.payee_account,
            payee_name=settings.payee_name,
            our_key=banks.private_key(bank.key),
            bank_keys=banks.public_keys(bank.bank_keys),
        )
        for bank in settings.banks
    }


def methods(settings: Settings) -> dict[str, Method]:
    """The configured ways to pay by id, in the order in which they are offered. Raises as `bank_contracts`."""
    found: dict[str, Method] = {bank: BanklinkMethod(known) for bank, known in bank_contracts(settings).items()}
    if settings.paysera:
        found["paysera"] = _paysera(settings.paysera, settings)
    if settings.montonio:
        found["montonio"] = _montonio(settings.montonio, settings)
    if settings.transfer:
        found["transfer"] = TransferMethod(settings.payee_account, settings.payee_name)
    return found


def _montonio(known: MontonioSettings, settings: Settings) -> Method:
    contract = montonio.Contract(
        line=Line(known.url),
        access_key=known.access_key,
        secret_key=known.secret_key,
        payee_account=settings.payee_account,
    )
    return MontonioMethod(contract, settings.payee_name)


def _paysera(known: PayseraSettings, settings: Settings) -> Method:
    contract = paysera.Contract(
        url=known.url,
        project_id=known.project,
        password=known.password,
        public_keys=banks.public_keys(known.keys),
        is_encrypted=known.is_encrypted,
        takes_test=settings.sandbox,
        payee_account=settings.payee_account,
    )
    return PayseraMethod(contract, settings.payee_name)


def ways(settings: Settings) -> dict[str, Way]:
    """The configured services that prove who somebody is, by method.

    Raises GatewayError("broken") at start for files that cannot be read, for test certificates outside the sandbox,
    and for an address or a name that no service would take.
    """
    found: dict[str, Way] = {}
    if settings.smart_id:
        found["smart-id"] = _smart_id(settings.smart_id, settings)
    if settings.mobile_id:
        found["mobile-id"] = _mobile_id(settings.mobile_id, settings)
    if settings.viisp:
        found["viisp"] = _viisp(settings.viisp, settings.base_url)
    if settings.oidc:
        found["oidc"] = _oidc(settings.oidc, settings.base_url)
    return found


def _smart_id(known: SmartIdSettings, settings: Settings) -> Way:
    trust = _trust(known.anchors, known.ocsp_url, settings.sandbox)
    service = smart_id.Service(Line(known.url, known.pins), known.uuid, known.name, known.scheme, trust)
    return SmartIdWay(service, f"{settings.base_url}/sign-in/smart-id/callback")


def _mobile_id(known: MobileIdSettings, settings: Settings) -> Way:
    trust = _trust(known.anchors, known.ocsp_url, settings.sandbox, known.old_dates)
    return MobileIdWay(mobile_id.Service(Line(known.url, known.pins), known.uuid, known.name, trust, known.policies))


def _trust(anchors: tuple[Path, ...], ocsp_url: str, sandbox: bool, old_dates: bool = False) -> Trust:
    read = read_anchors(anchors)
    if not sandbox and any(is_test_anchor(anchor) for anchor in read):
        raise GatewayError("broken", "a test certificate is no anchor outside the sandbox")
    return Trust(read, ocsp_url=ocsp_url, old_dates=old_dates)


def _viisp(known: ViispSettings, base_url: str) -> Way:
    service = viisp.Service(
        line=Line(known.url, known.pins),
        browser_url=known.browser_url,
        pid=known.pid,
        our_key=banks.private_key(known.key),
        gateway_keys=banks.public_keys(known.gateway_keys),
        signature=known.signature,  # type: ignore[arg-type]
    )
    return ViispWay(service, f"{base_url}/sign-in/gateway/return")


def _oidc(known: OidcSettings, base_url: str) -> Way:
    service = oidc.Service(
        issuer=known.issuer,
        client_id=known.client_id,
        client_secret=known.client_secret,
        scopes=known.scopes,
        algorithms=known.algorithms,
        acr=known.acr,
        amr=known.amr,
        pins=known.pins,
        style=known.style,  # type: ignore[arg-type]
        person=known.person or None,  # type: ignore[arg-type]
        after_logout=f"{base_url}/",
    )
    return OidcWay(service, f"{base_url}/sign-in/oidc/callback")
