# A program that is no web server runs on the smaller run-time image; checked against Microsoft's sample only.
# level: 2
FROM mcr.microsoft.com/dotnet/sdk:8.0
WORKDIR /src
COPY . .
RUN dotnet publish -c Release -o /app
ENTRYPOINT ["dotnet", "/app/Tool.dll"]
