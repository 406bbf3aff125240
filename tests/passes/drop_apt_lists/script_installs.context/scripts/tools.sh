#!/bin/sh
. /scripts/list
apt-get install -y git
