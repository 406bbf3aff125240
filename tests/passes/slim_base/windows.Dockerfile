# Windows images have no slim form.
# level: 2
# escape=`
FROM python:3.12-windowsservercore
RUN dir
