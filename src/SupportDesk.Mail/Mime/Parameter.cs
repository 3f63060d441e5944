namespace SupportDesk.Mail;

/// <summary>One parameter of a Content-Type or Content-Disposition field.</summary>
public sealed class Parameter
{
    /// <summary>Creates a parameter.</summary>
    /// <param name="name">Name, a token of RFC 2045.</param>
    /// <param name="value">Any text.</param>
    /// <exception cref="ArgumentException">The name is not a token.</exception>
    public Parameter(string name, string value)
    {
        if (!ParameterCodec.IsToken(name)) throw new ArgumentException("A parameter name is a token.", nameof(name));
        ArgumentNullException.ThrowIfNull(value);
        (Name, Value) = (name, value);
    }

    /// <summary>Gets the name.</summary>
    public string Name { get; }

    /// <summary>Gets or sets the decoded text.</summary>
    public string Value
    {
        get;
        set
        {
            field = value;
            Changed?.Invoke();
        }
    }

    internal Action? Changed { get; set; }
}
