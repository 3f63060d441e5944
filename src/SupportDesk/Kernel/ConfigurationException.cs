namespace SupportDesk.Kernel;

/// <summary>The desk cannot start as it is set up. The message names the place, the reason and the way out.</summary>
public sealed class ConfigurationException : Exception
{
    public ConfigurationException(string message) : base(message) { }

    public ConfigurationException(string message, Exception inner) : base(message, inner) { }

    public ConfigurationException() { }
}
