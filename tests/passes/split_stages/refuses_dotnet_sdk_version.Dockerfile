# The number of an SDK is not that of a run-time image.
# level: 2
FROM mcr.microsoft.com/dotnet/sdk:8.0.204
WORKDIR /app
COPY . .
RUN dotnet publish -c Release -o out
ENTRYPOINT ["dotnet", "out/Shop.dll"]
