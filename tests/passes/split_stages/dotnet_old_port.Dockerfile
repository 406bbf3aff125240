# Up to .NET 7 the SDK image takes the address back that the run-time image gives: the second stage does so as well.
# level: 2
FROM mcr.microsoft.com/dotnet/sdk:6.0
WORKDIR /app
COPY . .
RUN dotnet publish -c Release -o out
ENTRYPOINT ["dotnet", "out/Shop.dll"]
