# escape=`
FROM mcr.microsoft.com/windows/servercore:ltsc2022
RUN curl -o C:\a.zip https://example.com/a.zip
RUN del C:\a.zip
