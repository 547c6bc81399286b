# Two commands: `make run` and `make test`. The rest is for those who work on the portal.
SETUP = python3 scripts/setup.py

.PHONY: help run test check drills bench demo screenshots lock

help:  ## What can be made
	@sed -n 's/^\([a-z]*\):.*## /  make \1	/p' Makefile

run:  ## The portal with demo data on http://localhost:8000 (PORT= for another port)
	@$(SETUP) run

test:  ## Everything: checks, fast tests, browser journeys
	@$(SETUP) test

check:  ## The inner loop: checks and tests without a browser
	@$(SETUP) check

drills:  ## Failure drills: quality goals 13-19
	@$(SETUP) pytest -m drill

bench:  ## Speed, each as a ratio in one run
	@$(SETUP) pytest -m bench -s

demo:  ## Lay the demo data anew (throws away what is in the demo)
	@$(SETUP) manage demo --reset

screenshots:  ## Pictures of every page to var/screenshots
	@$(SETUP) pytest -m screenshots

lock:  ## Lock dependencies anew (requirements*.txt, package-lock.json)
	@$(SETUP) lock
