"""gunicorn's settings, from environment variables: `gunicorn -c dasportal/gunicorn_conf.py …`."""

import os

from dasportal import environment
from dasportal.logs import logging_config

environment.load()
wsgi_app = "dasportal.wsgi"
bind = os.environ.get("BIND", f"127.0.0.1:{environment.number('PORT', default=8000)}").split(",")
workers = environment.number("WEB_WORKERS", default=2)
threads = environment.number("WEB_THREADS", default=4)
worker_class = "gthread"
preload_app = True
timeout = 120  # seconds: a workbook of 3,000 lines on a slow day
graceful_timeout = 8
keepalive = 30  # behind a reverse proxy, which keeps its connections
control_socket_disable = True
logconfig_dict = logging_config(level=os.environ.get("LOG_LEVEL") or "INFO")
