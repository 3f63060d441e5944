using System.Globalization;
using System.Net;
using MailKit.Security;
using SupportDesk.Data.Entities;
using SupportDesk.Kernel;
using SupportDesk.Kernel.Formatting;

namespace SupportDesk.Features.Email.Setup;

/// <summary>
/// Makes values of section <c>Mail</c> of what was typed. A password that is kept goes only to the server and the name it
/// was entered for: whoever may change the settings must not learn it by pointing the desk at a server of their own. The
/// same goes for the passwords and the tokens of the configuration.
/// </summary>
internal sealed class CheckMailboxInput(MailSettings settings, MailboxSecrets secrets)
{
    public const string DefaultFolder = "INBOX";
    private const int LongestText = 200;

    private readonly List<Problem> problems = [];
    private readonly Dictionary<string, string> values = new(StringComparer.Ordinal);

    /// <param name="row">What is stored; null if nothing is.</param>
    public Result<IReadOnlyDictionary<string, string>> Run(MailboxInput input, MailboxSetup? row)
    {
        values[MailboxKeys.Transport] = nameof(MailTransport.Smtp);
        values[MailboxKeys.PlusAddresses] = input.PlusAddresses ? "true" : "false";
        Put(MailboxKeys.Name, input.Name);
        var address = Put(MailboxKeys.Address, input.Address);
        if (IsFree(MailboxKeys.Address) && !EmailAddress.IsValid(address))
            problems.Add(new Problem("AddressWrong", MailboxKeys.Address));
        var folder = Put(MailboxKeys.ImapFolder, Or(input.Folder, DefaultFolder));
        if (folder == settings.Options.Imap.Processed)
            problems.Add(new Problem("FolderProcessed", MailboxKeys.ImapFolder, folder));

        var kept = row is null ? StoredMailbox.Nothing : StoredMailbox.ValuesOf(row, secrets);
        var user = Server("Imap", input.Imap with { User = Or(input.Imap.User, address) }, kept, MailboxKeys.ImapPassword);
        if (!input.SignsIn)
            Server("Smtp", input.Smtp with { User = null, Password = null }, kept, MailboxKeys.SmtpPassword);
        else if (input.SameSignIn)
            Server("Smtp", input.Smtp with { User = user, Password = input.Imap.Password }, kept,
                IsFree(MailboxKeys.ImapPassword) ? MailboxKeys.ImapPassword : MailboxKeys.SmtpPassword);
        else
            Server("Smtp", input.Smtp with { User = Or(input.Smtp.User, address) }, kept, MailboxKeys.SmtpPassword);
        return problems.Count > 0 ? problems.DistinctBy(problem => (problem.Code, problem.Field)).ToList() : values;
    }

    /// <param name="field">Where the password is typed.</param>
    /// <returns>Who signs in.</returns>
    private string Server(string server, ServerInput input, IReadOnlyDictionary<string, string> kept, string field)
    {
        var (hostKey, userKey, passwordKey) = ($"{server}:Host", $"{server}:User", $"{server}:Password");
        var user = Put(userKey, input.User);
        var host = HostPortSecurity(server, input, signsIn: user.Length > 0);
        var hasToken = settings.Options.OAuth.IsUsed;
        if (hasToken || !IsFree(passwordKey))
        {
            var (code, secret) = hasToken ? ("TokenHostNotSaid", "OAuth") : ("HostNotSaid", passwordKey);
            // Entered for a server that the configuration does not name: nobody may choose it here.
            if (user.Length > 0 && IsFree(hostKey))
                problems.Add(new Problem(code, hostKey, $"Mail:{secret}", $"Mail:{hostKey}"));
        }
        else if (user.Length > 0 && Password(input, kept, field, passwordKey, Same(hostKey, host) && Same(userKey, user)) is { } password)
        {
            values[passwordKey] = password;
        }

        return user;

        bool Same(string key, string now) => !IsFree(key) || string.Equals(kept.GetValueOrDefault(key, ""), now, StringComparison.OrdinalIgnoreCase);
    }

    private string? Password(ServerInput input, IReadOnlyDictionary<string, string> kept, string field, string key, bool isSame)
    {
        if (!string.IsNullOrEmpty(input.Password))
        {
            if (input.Password.Length > LongestText)
                problems.Add(new Problem("TextLong", field, LongestText));
            return input.Password;
        }

        if (isSame && kept.TryGetValue(key, out var password))
            return password;
        problems.Add(new Problem(kept.ContainsKey(key) ? "PasswordAgain" : "PasswordMissing", field));
        return null;
    }

    private string HostPortSecurity(string server, ServerInput input, bool signsIn)
    {
        var (hostKey, portKey, securityKey) = ($"{server}:Host", $"{server}:Port", $"{server}:Security");
        var host = Put(hostKey, input.Host);
        if (IsFree(hostKey) && (host.Length == 0 || Uri.CheckHostName(host) == UriHostNameType.Unknown))
            problems.Add(new Problem(host.Length == 0 ? "HostMissing" : "HostWrong", hostKey, host));
        var port = Put(portKey, input.Port);
        if (IsFree(portKey) && !(int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= 65535))
            problems.Add(new Problem("PortWrong", portKey));
        var security = Put(securityKey, input.Security);
        if (IsFree(securityKey) && security is not (nameof(SecureSocketOptions.SslOnConnect) or nameof(SecureSocketOptions.StartTls)
            or nameof(SecureSocketOptions.None)))
            problems.Add(new Problem("SecurityWrong", securityKey));
        else if (IsFree(securityKey) && security == nameof(SecureSocketOptions.None) && signsIn && !IsThisMachine(host))
            problems.Add(new Problem("SecurityNone", securityKey));
        return host;
    }

    private string Put(string key, string? typed)
    {
        var text = typed?.Trim() ?? "";
        if (!IsFree(key))
            return settings.Said(key);
        if (text.Length > LongestText || text.Any(char.IsControl))
            problems.Add(new Problem("TextLong", key, LongestText));
        if (text.Length > 0)
            values[key] = text;
        return text;
    }

    private bool IsFree(string key) => !settings.Fixed.Contains(key);

    private static string? Or(string? typed, string? otherwise) => string.IsNullOrWhiteSpace(typed) ? otherwise : typed;

    private static bool IsThisMachine(string host) => host == "localhost" || IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address);
}
