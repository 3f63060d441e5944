namespace SupportDesk.Shell;

/// <summary>What the component library says by itself, in the desk's languages and words.</summary>
public sealed class MudText;
