"""How gunicorn serves the site. Never bare to the world: slow clients stop gthread, so nginx stands in front."""

import os

bind = f"127.0.0.1:{os.environ.get('PORT', '8000')}"
worker_class = "gthread"
workers = int(os.environ.get("WEB_WORKERS", "2"))
threads = int(os.environ.get("WEB_THREADS", "8"))
keepalive = 75
timeout = 30
graceful_timeout = 30

# Nothing a client sends may name the address, the scheme or the path we are served under. ProxyFix does, by FRONTS.
forwarder_headers = ""
forwarded_allow_ips = ""
limit_request_fields = 60

# A worker that leaks is replaced; each at another time.
max_requests = 5000
max_requests_jitter = 500
control_socket_disable = True
