return await Platform.PlatformApp.RunAsync(args);
