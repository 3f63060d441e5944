using System.Text.RegularExpressions;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Architecture;

/// <summary>
/// Who writes which table. Others ask the owner, who offers what works in their transaction. Looks for rows that are added
/// and removed, statements over many rows, and SQL that was written by hand.
/// </summary>
public sealed partial class OwnersTests
{
    private static readonly Dictionary<string, string[]> Owners = new()
    {
        ["Shops"] = ["Features/Settings"],
        ["Users"] = ["Features/Accounts"],
        ["Sessions"] = ["Features/Accounts"],
        ["AccountLinks"] = ["Features/Accounts"],
        ["ShopSettings"] = ["Features/Settings"],
        ["FirstStepChoices"] = ["Features/Settings/FirstRun"],
        ["Contacts"] = ["Features/Contacts"],
        ["Attachments"] = ["Features/Files"],
        ["TemplateVersions"] = ["Features/Outbox"],
        // Outbox writes an e-mail, Sending what became of it.
        ["Outbox"] = ["Features/Outbox", "Features/Email/Sending"],
        ["ProbeRuns"] = ["Features/Diagnostics"],
        ["Counters"] = ["Features/Tickets"],
        ["Tickets"] = ["Features/Tickets"],
        // Triggers keep it; the owner puts it right.
        ["TicketCounts"] = ["Features/Tickets"],
        ["Conversations"] = ["Features/Tickets"],
        ["Messages"] = ["Features/Tickets"],
        ["Events"] = ["Features/Tickets"],
        ["Links"] = ["Features/Tickets"],
        ["Participants"] = ["Features/Tickets"],
        ["ReplyDrafts"] = ["Features/Tickets"],
        ["MessageMoves"] = ["Features/Tickets"],
        ["Ledger"] = ["Features/Email"],
        ["EmailCopies"] = ["Features/Email"],
        ["SuspendedEmails"] = ["Features/Email"],
        ["Mailboxes"] = ["Features/Email"],
        ["SelfTests"] = ["Features/Email"],
        ["MailboxSetups"] = ["Features/Email/Setup"],
        ["Drafts"] = ["Features/NewCase"],
        ["Notifications"] = ["Features/Payments"],
        ["ReconciledInvoices"] = ["Features/Payments"],
        ["PayerLinks"] = ["Features/Payers"],
        ["Audit"] = ["Data/Audit"],
    };

    [Fact]
    public void Sources_AnyTable_IsWrittenByItsOwnerOnly()
    {
        var writes = Sources().SelectMany(file => Write().Matches(Comment().Replace(File.ReadAllText(file), ""))
            .Select(match => (Place: Place(file), Table: match.Groups["table"].Value)))
            .ToList();
        // A row that is added without its table's name could be any: the test would look away.
        Assert.DoesNotContain(writes, write => write.Table.Length == 0);
        Assert.Empty(
            writes
                .Where(write =>
                    !Owners.TryGetValue(write.Table, out var owners) || !owners.Any(owner => write.Place.StartsWith(owner + "/", StringComparison.Ordinal))
                )
                .Select(write => $"{write.Place} writes {write.Table}")
                .Distinct()
        );
        // And it looks: each owner writes.
        Assert.Superset(
            new HashSet<string> { "Outbox", "Attachments", "Messages", "Ledger", "Notifications", "Audit" },
            writes.Select(write => write.Table).ToHashSet()
        );
    }

    private static IEnumerable<string> Sources() => Directory
        .EnumerateFiles(Path.Combine(Repository.Root, "src", "SupportDesk"), "*.cs", SearchOption.AllDirectories)
        .Where(file => !Place(file).StartsWith("obj/", StringComparison.Ordinal) && !Place(file).Contains("/Migrations/", StringComparison.Ordinal));

    private static string Place(string file) => Path.GetRelativePath(Path.Combine(Repository.Root, "src", "SupportDesk"), file).Replace('\\', '/');

    [GeneratedRegex(
        """
        \bdb\.(?<table>[A-Z]\w+)\.(?:Add|AddRange|Remove|RemoveRange|Update|UpdateRange|DeleteInBatchesAsync)\(
        | \bdb\.(?<table>[A-Z]\w+)\b[^;]*?\.Execute(?:Update|Delete)Async\(
        | \bdb\.(?<table>)(?:Add|AddRange|Remove|RemoveRange|Update|UpdateRange)\(
        | (?:INSERT\ INTO|DELETE\ FROM)\ "(?<table>\w+)"
        | \bUPDATE\ "(?<table>\w+)"
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture)]
    private static partial Regex Write();

    [GeneratedRegex(@"^\s*//[^\n]*", RegexOptions.Multiline)]
    private static partial Regex Comment();
}
