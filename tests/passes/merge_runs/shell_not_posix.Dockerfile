# PowerShell is not read.
FROM mcr.microsoft.com/powershell:lts-debian-12
SHELL ["pwsh", "-Command"]
RUN apt-get update
RUN apt-get install -y curl
