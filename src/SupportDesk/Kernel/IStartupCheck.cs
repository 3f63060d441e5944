namespace SupportDesk.Kernel;

/// <summary>Looks at what a feature was set up with, before the first request and before the data is touched.</summary>
public interface IStartupCheck
{
    /// <exception cref="ConfigurationException">The desk must not start like this; the message says what to mend.</exception>
    void Check();
}
