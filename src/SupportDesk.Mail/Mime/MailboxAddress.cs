using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace SupportDesk.Mail;

/// <summary>One mailbox: a display name and an address.</summary>
public sealed class MailboxAddress : InternetAddress, IEquatable<MailboxAddress>
{
    private static readonly IdnMapping Idn = new() { AllowUnassigned = true };

    /// <summary>Creates a mailbox.</summary>
    /// <param name="name">Display name; any text or null.</param>
    /// <param name="address">Address as <c>local@domain</c>; international letters are allowed (RFC 6531).</param>
    /// <exception cref="ParseException">The address holds white space, control characters, or separators of an address list.</exception>
    public MailboxAddress(string? name, string address) : base(name)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (!IsSafe(address)) throw new ParseException("The text is not a mail address.", 0, 0);
        Address = address;
    }

    private MailboxAddress(string? name, string address, bool trusted) : base(name) => Address = trusted ? address : Sanitize(address);

    /// <summary>Gets the address as it was given.</summary>
    public string Address { get; }

    /// <summary>Gets what stands before the last @.</summary>
    public string LocalPart => Address.LastIndexOf('@') is var at and >= 0 ? Address[..at] : Address;

    /// <summary>Gets what stands after the last @, empty when there is none.</summary>
    public string Domain => Address.LastIndexOf('@') is var at and >= 0 ? Address[(at + 1)..] : "";

    /// <summary>Gets whether the address holds letters outside ASCII.</summary>
    public bool IsInternational => !Ascii.IsValid(Address);

    /// <summary>Reads one mailbox, with or without a display name.</summary>
    /// <param name="text">Text such as <c>Name &lt;local@domain&gt;</c>.</param>
    /// <param name="mailbox">The mailbox when the result is true.</param>
    /// <returns>False when the text is not exactly one mailbox with a local part and a domain.</returns>
    public static bool TryParse(string text, [NotNullWhen(true)] out MailboxAddress? mailbox)
    {
        mailbox = null;
        if (text is null || text.AsSpan().Trim().IndexOfAny('\r', '\n', '\0') >= 0) return false;
        if (AddressParser.ParseOne(text) is not { } only || !IsSafe(only.Address) || only.LocalPart.Length == 0 || only.Domain.Length == 0) return false;
        mailbox = only;
        return true;
    }

    /// <summary>Reads one mailbox.</summary>
    /// <param name="text">Text such as <c>Name &lt;local@domain&gt;</c>.</param>
    /// <exception cref="ParseException">The text is not one mailbox.</exception>
    public static MailboxAddress Parse(string text) => TryParse(text, out var mailbox) ? mailbox : throw new ParseException("The text is not a mail address.", 0, 0);

    /// <summary>Gets the address with its domain in the form that DNS knows (punycode).</summary>
    /// <param name="addrspec">Address with or without international letters.</param>
    public static string EncodeAddrspec(string addrspec) => MapDomain(addrspec, Idn.GetAscii);

    /// <summary>Gets the address with its domain in the form that people read.</summary>
    /// <param name="addrspec">Address with or without punycode.</param>
    public static string DecodeAddrspec(string addrspec) => MapDomain(addrspec, Idn.GetUnicode);

    /// <inheritdoc/>
    public bool Equals(MailboxAddress? other) => other is not null && Name == other.Name && Address == other.Address;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as MailboxAddress);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Address);

    /// <inheritdoc/>
    public override string ToString() => string.IsNullOrEmpty(Name) ? Address : $"{Quote(Name)} <{Address}>";

    /// <summary>Makes a mailbox of what a letter holds, without refusing anything.</summary>
    internal static MailboxAddress FromWire(string? name, string address) => new(string.IsNullOrEmpty(name) ? null : name, address, trusted: false);

    internal override string Encode(bool isInternational)
    {
        var address = isInternational && DecodeAddrspec(Address) is var readable && IsSafe(readable) ? readable : EncodeAddrspec(Sanitize(Address));
        var name = EncodeName(Name, isInternational);
        if (name.Length == 0) return address.Length == 0 ? "<>" : address;
        var column = name.Length - name.LastIndexOf('\n') + (name.Contains('\n', StringComparison.Ordinal) ? 0 : FieldColumn);
        return name + (column + address.Length + 3 > 76 ? "\r\n <" : " <") + address + ">";
    }

    private static string MapDomain(string addrspec, Func<string, string> map)
    {
        ArgumentNullException.ThrowIfNull(addrspec);
        var at = addrspec.LastIndexOf('@');
        if (at < 0 || at == addrspec.Length - 1) return addrspec;
        try
        {
            return $"{addrspec.AsSpan(0, at)}@{map(addrspec[(at + 1)..])}";
        }
        catch (ArgumentException)
        {
            return addrspec;
        }
    }

    private static bool IsSafe(string address) => Sanitize(address) == address;

    /// <summary>Drops what could end an address or a header line; inside a quoted local part only control characters are dropped.</summary>
    private static string Sanitize(string address)
    {
        var quoted = address.StartsWith('"') && address.LastIndexOf("\"@", StringComparison.Ordinal) is var end and > 0 ? end + 1 : 0;
        StringBuilder? clean = null;
        for (var i = 0; i < address.Length; i++)
        {
            var c = address[i];
            var bad = HeaderText.IsControl(c) || (i >= quoted && (char.IsWhiteSpace(c) || c is '<' or '>' or ',' or ';' or '"' or '(' or ')' or '\\'))
                || (i > 0 && i < quoted - 1 && c == '"' && address[i - 1] != '\\');
            if (bad) clean ??= new StringBuilder(address, 0, i, address.Length);
            else clean?.Append(c);
        }
        return clean?.ToString() ?? address;
    }
}
