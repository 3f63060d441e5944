using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace SupportDesk.Mail;

/// <summary>The parameters of a Content-Type or Content-Disposition field. Names are compared without regard to case.</summary>
public sealed class ParameterList : IReadOnlyCollection<Parameter>
{
    private readonly List<Parameter> _parameters = [];

    /// <summary>Creates an empty list.</summary>
    public ParameterList()
    {
    }

    /// <inheritdoc/>
    public int Count => _parameters.Count;

    internal Action? Changed { get; set; }

    /// <summary>Gets the value of a parameter, null when there is none; setting adds or replaces it.</summary>
    /// <param name="name">Name of the parameter.</param>
    public string? this[string name]
    {
        get => TryGetValue(name, out string? value) ? value : null;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            var existing = _parameters.Find(p => p.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
            if (existing is null) Add(name, value);
            else existing.Value = value;
        }
    }

    /// <summary>Adds a parameter.</summary>
    /// <param name="name">Name, a token of RFC 2045.</param>
    /// <param name="value">Any text.</param>
    public void Add(string name, string value)
    {
        var parameter = new Parameter(name, value) { Changed = () => Changed?.Invoke() };
        _parameters.Add(parameter);
        Changed?.Invoke();
    }

    /// <summary>Says whether a parameter exists.</summary>
    /// <param name="name">Name of the parameter.</param>
    public bool Contains(string name) => TryGetValue(name, out _);

    /// <summary>Removes a parameter.</summary>
    /// <param name="name">Name of the parameter.</param>
    /// <returns>False when there was none.</returns>
    public bool Remove(string name)
    {
        if (_parameters.RemoveAll(p => p.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) == 0) return false;
        Changed?.Invoke();
        return true;
    }

    /// <summary>Gets the value of a parameter.</summary>
    /// <param name="name">Name of the parameter.</param>
    /// <param name="value">The value when the result is true.</param>
    public bool TryGetValue(string name, [NotNullWhen(true)] out string? value)
    {
        value = _parameters.Find(p => p.Name.Equals(name, StringComparison.OrdinalIgnoreCase))?.Value;
        return value is not null;
    }

    /// <inheritdoc/>
    public IEnumerator<Parameter> GetEnumerator() => _parameters.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
