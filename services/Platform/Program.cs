using Platform.Commanding;

if (await Commands.RunAsync(args, Console.Out) is { } exitCode) return exitCode;
return await Platform.PlatformApp.RunAsync(args);
