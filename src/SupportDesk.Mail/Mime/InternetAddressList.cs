using System.Collections.ObjectModel;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace SupportDesk.Mail;

/// <summary>The addresses of one header field.</summary>
public sealed class InternetAddressList : Collection<InternetAddress>
{
    /// <summary>Creates an empty list.</summary>
    public InternetAddressList()
    {
    }

    internal InternetAddressList(IEnumerable<InternetAddress> addresses)
    {
        AddRange(addresses);
    }

    /// <summary>Gets all mailboxes, those of groups included.</summary>
    public IEnumerable<MailboxAddress> Mailboxes => this.SelectMany(a => a is GroupAddress group ? group.Members.Mailboxes : [(MailboxAddress)a]);

    internal Action? Changed { get; set; }

    /// <summary>Adds several addresses.</summary>
    /// <param name="addresses">The addresses.</param>
    public void AddRange(IEnumerable<InternetAddress> addresses)
    {
        ArgumentNullException.ThrowIfNull(addresses);
        foreach (var address in addresses) Add(address);
    }

    /// <summary>Reads a list of addresses leniently.</summary>
    /// <param name="text">Text of an address header.</param>
    /// <param name="addresses">The addresses when the result is true.</param>
    /// <returns>False when nothing in the text looks like an address.</returns>
    public static bool TryParse(string text, [NotNullWhen(true)] out InternetAddressList? addresses)
    {
        addresses = null;
        if (text is null) return false;
        var list = AddressParser.Parse(text);
        if (list.Count == 0) return false;
        addresses = new InternetAddressList(list);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Join(", ", this);

    /// <inheritdoc/>
    protected override void InsertItem(int index, InternetAddress item)
    {
        ArgumentNullException.ThrowIfNull(item);
        item.Changed = () => Changed?.Invoke();
        base.InsertItem(index, item);
        Changed?.Invoke();
    }

    /// <inheritdoc/>
    protected override void SetItem(int index, InternetAddress item)
    {
        ArgumentNullException.ThrowIfNull(item);
        item.Changed = () => Changed?.Invoke();
        base.SetItem(index, item);
        Changed?.Invoke();
    }

    /// <inheritdoc/>
    protected override void RemoveItem(int index)
    {
        base.RemoveItem(index);
        Changed?.Invoke();
    }

    /// <inheritdoc/>
    protected override void ClearItems()
    {
        base.ClearItems();
        Changed?.Invoke();
    }

    /// <summary>Renders the list for a header, one address per line when they do not fit.</summary>
    internal string Encode(string field, bool isInternational = false)
    {
        var result = new StringBuilder();
        var column = field.Length + 2;
        foreach (var encoded in this.Select(a => a.Encode(isInternational)))
        {
            var lineBreak = encoded.LastIndexOf('\n');
            var firstLine = lineBreak < 0 ? encoded.Length : encoded.IndexOf('\r', StringComparison.Ordinal);
            if (result.Length > 0)
            {
                result.Append(',');
                if (column + firstLine + 2 > 76)
                {
                    result.Append("\r\n");
                    column = 0;
                }
                result.Append(' ');
            }
            result.Append(encoded);
            column = lineBreak < 0 ? column + encoded.Length + 2 : encoded.Length - lineBreak;
        }
        return result.ToString();
    }
}
