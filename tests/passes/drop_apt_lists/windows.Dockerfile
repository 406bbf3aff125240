# A Windows image has no apt.
FROM mcr.microsoft.com/windows/servercore:ltsc2022
RUN bash -c "apt-get update && apt-get install -y curl"
