namespace SupportDesk.Kernel;

/// <summary>What a feature shows above the desk's first page.</summary>
public interface IDashboardPanel
{
    /// <summary>A component without parameters; it shows nothing to whom it does not concern.</summary>
    Type Component { get; }
}
