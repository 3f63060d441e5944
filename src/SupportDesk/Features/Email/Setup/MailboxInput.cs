namespace SupportDesk.Features.Email.Setup;

/// <summary>What a person typed for one server.</summary>
/// <param name="Password">Empty keeps what is stored.</param>
public sealed record ServerInput(string? Host, string? Port, string? Security, string? User, string? Password)
{
    // A record would write the password into any message that it is put into.
    public override string ToString() => $"{Host}:{Port}";
}

/// <summary>What a person typed for the default mailbox. Fields that the configuration says are ignored.</summary>
/// <param name="SignsIn">The server for sending asks who sends.</param>
/// <param name="SameSignIn">It is told the same name and password as the mailbox.</param>
public sealed record MailboxInput(
    string? Address, string? Name, ServerInput Imap, string? Folder, ServerInput Smtp, bool SignsIn, bool SameSignIn, bool PlusAddresses)
{
    /// <summary>What the person began from, by <see cref="SeenAt"/>; null if nobody says.</summary>
    public long? Seen { get; init; }

    /// <param name="changedAt">Of what is stored; null if nothing is.</param>
    public static long SeenAt(DateTimeOffset? changedAt) => changedAt?.UtcTicks ?? 0;
}
