using System.Collections;

namespace SupportDesk.Mail;

/// <summary>The header fields of a letter or part, in their order. Names are compared without regard to case.</summary>
public sealed class HeaderList : IReadOnlyCollection<Header>
{
    private readonly List<Header> _headers = [];

    /// <summary>Creates an empty list.</summary>
    public HeaderList()
    {
    }

    /// <inheritdoc/>
    public int Count => _headers.Count;

    /// <summary>Called with the name of a field that was added, changed or removed.</summary>
    internal Action<string>? Changed { get; set; }

    /// <summary>Gets the text of the first field of that name, null when there is none; setting replaces all of them.</summary>
    /// <param name="field">Name of the field.</param>
    public string? this[string field]
    {
        get => Find(field)?.Value;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            Replace(field, value);
        }
    }

    /// <summary>Adds a field at the end.</summary>
    /// <param name="field">Name of the field.</param>
    /// <param name="value">Any text.</param>
    /// <exception cref="ArgumentException">The name is not a field name.</exception>
    public void Add(string field, string value) => Add(new Header(field, value));

    /// <summary>Adds a field at the end.</summary>
    /// <param name="header">The field.</param>
    public void Add(Header header)
    {
        ArgumentNullException.ThrowIfNull(header);
        header.Owner = this;
        _headers.Add(header);
        Changed?.Invoke(header.Field);
    }

    /// <summary>Says whether a field of that name exists.</summary>
    /// <param name="field">Name of the field.</param>
    public bool Contains(string field) => Find(field) is not null;

    /// <summary>Gets the position of the first field of that name, -1 when there is none.</summary>
    /// <param name="field">Name of the field.</param>
    public int IndexOf(string field) => _headers.FindIndex(h => h.Field.Equals(field, StringComparison.OrdinalIgnoreCase));

    /// <summary>Removes the first field of that name.</summary>
    /// <param name="field">Name of the field.</param>
    /// <returns>False when there was none.</returns>
    public bool Remove(string field)
    {
        var index = IndexOf(field);
        if (index < 0) return false;
        _headers.RemoveAt(index);
        Changed?.Invoke(field);
        return true;
    }

    /// <summary>Removes all fields of that name.</summary>
    /// <param name="field">Name of the field.</param>
    public void RemoveAll(string field)
    {
        if (_headers.RemoveAll(h => h.Field.Equals(field, StringComparison.OrdinalIgnoreCase)) > 0) Changed?.Invoke(field);
    }

    /// <summary>Puts one field in the place of all fields of that name, or at the end.</summary>
    /// <param name="field">Name of the field.</param>
    /// <param name="value">Any text.</param>
    public void Replace(string field, string value) => Replace(new Header(field, value));

    /// <summary>Puts one field in the place of all fields of that name, or at the end.</summary>
    /// <param name="header">The field.</param>
    public void Replace(Header header)
    {
        ArgumentNullException.ThrowIfNull(header);
        var index = IndexOf(header.Field);
        if (index < 0)
        {
            Add(header);
            return;
        }
        header.Owner = this;
        _headers[index] = header;
        for (var i = _headers.Count - 1; i > index; i--)
        {
            if (_headers[i].Field.Equals(header.Field, StringComparison.OrdinalIgnoreCase)) _headers.RemoveAt(i);
        }
        Changed?.Invoke(header.Field);
    }

    /// <inheritdoc/>
    public IEnumerator<Header> GetEnumerator() => _headers.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal Header? Find(string field)
    {
        var index = IndexOf(field);
        return index < 0 ? null : _headers[index];
    }
}
