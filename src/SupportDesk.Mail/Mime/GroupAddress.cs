namespace SupportDesk.Mail;

/// <summary>A named group such as <c>undisclosed-recipients:;</c>.</summary>
public sealed class GroupAddress : InternetAddress
{
    /// <summary>Creates an empty group.</summary>
    /// <param name="name">Its name.</param>
    public GroupAddress(string name) : base(name)
    {
    }

    /// <summary>Gets the mailboxes of the group.</summary>
    public InternetAddressList Members { get; } = [];

    /// <inheritdoc/>
    public override string ToString() => $"{Name}: {Members};";

    internal override string Encode(bool isInternational) =>
        $"{(EncodeName(Name, isInternational) is { Length: > 0 } name ? name : "group")}: {string.Join(", ", Members.Select(m => m.Encode(isInternational)))};";
}
