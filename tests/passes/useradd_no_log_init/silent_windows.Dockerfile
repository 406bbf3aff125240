# A Windows image has no such command.
FROM mcr.microsoft.com/windows/servercore:ltsc2022
RUN useradd -u 1000000 app
