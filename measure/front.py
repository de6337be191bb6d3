"""nginx before the site, by deploy/nginx.conf: with TLS as there, and on port 80 without it, as the limits count."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.browser.site import DIES_WITH_US, ROOT, Site, running

PORT = "8000"  # gunicorn's; 80 is nginx's. Nobody else has them in a namespace of our own
SITE = {"PORT": PORT, "BASE_URL": "http://127.0.0.1", "FRONTS": "1", "WEB_WORKERS": "2"}
# Debian's /etc/nginx/nginx.conf, as far as it matters to us.
AROUND = """\
user www-data;
worker_processes auto;
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/nginx.log;
events {{ worker_connections 768; }}
http {{
include /etc/nginx/mime.types;
sendfile on;
tcp_nopush on;
gzip on;
{inside}
}}
"""
CERTIFICATE = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=127.0.0.1"


def here(conf: str, certificates: Path) -> str:
    """Settings and the site's own server out of deploy/nginx.conf, for any name, on port 80 too."""
    settings = conf.partition("# Whoever asks for another host")[0]
    server = "server {" + conf.rpartition("\nserver {")[2]
    server = re.sub(r"^ *server_name .*\n", "    listen 80;\n", server, flags=re.MULTILINE)
    return settings + server.replace("/etc/ssl/savitarna", str(certificates))


@contextmanager
def nginx(folder: Path) -> Iterator[None]:
    """nginx in the namespace of this thread."""
    program = shutil.which("nginx", path="/usr/sbin:/usr/bin")
    assert program, "nginx is not installed (Debian: apt-get install nginx-light)"
    folder.chmod(0o755)  # its workers are nobody special
    out = ["-keyout", str(folder / "key.pem"), "-out", str(folder / "chain.pem")]
    subprocess.run(["openssl", *CERTIFICATE.split(), *out], check=True, stderr=subprocess.DEVNULL)
    conf = folder / "nginx.conf"
    inside = here((ROOT / "deploy" / "nginx.conf").read_text(), folder)
    conf.write_text(AROUND.format(folder=folder, inside=inside))
    started = subprocess.Popen([*DIES_WITH_US, program, "-c", str(conf)])
    try:
        yield
    finally:
        started.terminate()
        started.wait(15)


@contextmanager
def fronted(folder: Path) -> Iterator[Site]:
    """The whole site as it is deployed, in the namespace of this thread: nginx, gunicorn, worker, and the mailbox."""
    with nginx(folder), running(folder, **SITE) as site:
        yield site
