namespace SupportDesk.Features.Email.Setup;

/// <summary>What stands in the form beside the passwords, which the page never holds.</summary>
public sealed class MailboxForm
{
    public string Address { get; set; } = "";

    public string Name { get; set; } = "";

    public ServerForm Imap { get; } = new();

    public ServerForm Smtp { get; } = new();

    public string Folder { get; set; } = "";

    public bool SignsIn { get; set; } = true;

    public bool SameSignIn { get; set; } = true;

    public bool PlusAddresses { get; set; }

    public static MailboxForm Of(MailboxSetupView view)
    {
        var form = new MailboxForm
        {
            Address = view.Fields[MailboxKeys.Address].Value,
            Name = view.Fields[MailboxKeys.Name].Value,
            Folder = view.Fields[MailboxKeys.ImapFolder].Value,
            SignsIn = view.SignsIn,
            SameSignIn = view.SameSignIn,
            PlusAddresses = view.PlusAddresses,
        };
        form.Imap.Fill("Imap", view);
        form.Smtp.Fill("Smtp", view);
        return form;
    }

    /// <summary>Takes a proposal over, where a person may say anything.</summary>
    public void Take(ServerProposal proposal, MailboxSetupView view)
    {
        Imap.Take("Imap", proposal.Imap, view);
        Smtp.Take("Smtp", proposal.Smtp, view);
    }
}

public sealed class ServerForm
{
    public string Host { get; set; } = "";

    public string Port { get; set; } = "";

    public string Security { get; set; } = "";

    public string User { get; set; } = "";

    internal void Fill(string server, MailboxSetupView view) => (Host, Port, Security, User) = (
        view.Fields[$"{server}:Host"].Value, view.Fields[$"{server}:Port"].Value, view.Fields[$"{server}:Security"].Value, view.Fields[$"{server}:User"].Value);

    internal void Take(string server, ProposedServer? proposed, MailboxSetupView view)
    {
        // Port and encryption of one server say nothing about another.
        if (proposed is null || !Free("Host"))
            return;
        Host = proposed.Host;
        Port = Free("Port") ? proposed.Port.ToString(System.Globalization.CultureInfo.InvariantCulture) : Port;
        Security = Free("Security") ? proposed.Security.ToString() : Security;

        bool Free(string name) => !view.Fields[$"{server}:{name}"].IsFixed;
    }
}
