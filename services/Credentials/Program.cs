using Credentials;
using Credentials.Importing;
using Hosting.Starting;

if (await Commands.RunAsync(args, Console.Out) is { } exitCode) return exitCode;
return await Service.RunAsync(() => CredentialsApp.Build(args));
