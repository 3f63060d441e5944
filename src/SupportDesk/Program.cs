using SupportDesk.Cli;

return await Commands.RunAsync(args);

/// <summary>Starts one of the verbs; the web desk is the default.</summary>
public sealed partial class Program;
