tar xzf /opt/a.tgz -C /data
exec server
