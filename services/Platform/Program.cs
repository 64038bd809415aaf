using Platform.Commanding;

if (await Commands.RunAsync(args, Console.Out, Console.Error) is { } exitCode) return exitCode;
return await Platform.PlatformApp.RunAsync(args);
