using SupportDesk.Provider;

await Simulator.Build(args).RunAsync();
