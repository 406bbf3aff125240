# escape=`
# Trap 8: in a Windows image nothing of Linux is looked for.
FROM mcr.microsoft.com/windows/servercore:ltsc2022
RUN apt-get update
