using System.Globalization;
using SupportDesk.Browser.Tests.Support;
using SupportDesk.Loopback;

namespace SupportDesk.Browser.Tests.Servers;

/// <summary>
/// A Postfix of the test's own. On one port it takes e-mails for its mailboxes from anybody, as a mail exchanger does; on
/// the other one it asks for STARTTLS and a password and takes e-mails for everybody, as a provider's submission does.
/// </summary>
internal sealed class PostfixServer : IAsyncDisposable
{
    private readonly string log;
    private ServerProcess? process;

    public PostfixServer(
        string folder, string mail, int owner, string certificateFile, string keyFile, string passwordSocket, int quotaPort, IReadOnlyList<MailAccount> boxes)
    {
        (Folder, log) = (folder, Path.Combine(folder, "log"));
        Directory.CreateDirectory(Path.Combine(folder, "conf"));
        Directory.CreateDirectory(Path.Combine(folder, "queue"));
        Directory.CreateDirectory(Path.Combine(folder, "data"));
        File.WriteAllText(Path.Combine(folder, "conf", "main.cf"), string.Create(CultureInfo.InvariantCulture, $$"""
            compatibility_level = 3.6
            queue_directory = {{folder}}/queue
            data_directory = {{folder}}/data
            maillog_file = {{log}}
            maillog_file_prefixes = {{folder}}
            myhostname = {{AuthservId}}
            mydestination =
            mynetworks =
            inet_interfaces = 127.0.0.1
            inet_protocols = ipv4
            message_size_limit = 40000000
            smtpd_sender_restrictions = check_sender_access inline:{ {{string.Join(" ", boxes.Select(Verified))}} }
            smtpd_recipient_restrictions = check_policy_service inet:127.0.0.1:{{quotaPort}}
            smtpd_relay_restrictions = permit_sasl_authenticated, reject_unauth_destination
            smtpd_tls_security_level = may
            smtpd_tls_auth_only = yes
            smtpd_tls_cert_file = {{certificateFile}}
            smtpd_tls_key_file = {{keyFile}}
            smtpd_sasl_type = dovecot
            smtpd_sasl_path = {{passwordSocket}}
            smtputf8_enable = yes
            recipient_delimiter = +
            alias_maps =
            alias_database =
            local_recipient_maps =
            virtual_mailbox_domains = {{string.Join(", ", boxes.Select(box => box.Domain).Distinct())}}
            virtual_mailbox_maps = inline:{ {{string.Join(" ", boxes.Select(box => $"{box.Address}={box.Domain}/{box.Name}/"))}} }
            virtual_mailbox_base = {{mail}}
            virtual_uid_maps = static:{{owner}}
            virtual_gid_maps = static:{{owner}}

            """));
        File.WriteAllText(Path.Combine(folder, "conf", "master.cf"), string.Create(CultureInfo.InvariantCulture, $"""
            127.0.0.1:{Port} inet n - n - - smtpd
            127.0.0.1:{SubmissionPort} inet n - n - - smtpd
              -o smtpd_tls_security_level=encrypt
              -o smtpd_sasl_auth_enable=yes
              -o smtpd_recipient_restrictions=check_policy_service,inet:127.0.0.1:{quotaPort},permit_sasl_authenticated,reject
            cleanup unix n - n - 0 cleanup
            qmgr unix n - n 300 1 qmgr
            tlsmgr unix - - n 1000? 1 tlsmgr
            rewrite unix - - n - - trivial-rewrite
            bounce unix - - n - 0 bounce
            defer unix - - n - 0 bounce
            trace unix - - n - 0 bounce
            proxymap unix - - n - - proxymap
            smtp unix - - n - - smtp
            error unix - - n - - error
            retry unix - - n - - error
            virtual unix - n n - - virtual
            anvil unix - - n - 1 anvil
            postlog unix-dgram n - n - 1 postlogd

            """));
    }

    /// <summary>The name under which it says what it found out about a sender.</summary>
    public const string AuthservId = "mx.mail.example";

    public string Folder { get; }

    /// <summary>For e-mails to the mailboxes here, without a password.</summary>
    public int Port { get; } = FreePorts.Take();

    /// <summary>STARTTLS and a password.</summary>
    public int SubmissionPort { get; } = FreePorts.Take();

    public string Log => File.Exists(log) ? File.ReadAllText(log) : "";

    public async Task StartAsync()
    {
        await Files.GiveToAsync("postfix", Path.Combine(Folder, "data"));
        process = Postfix("start-fg");
        await Wait.UntilAsync(
            async () => process.HasExited || (await Ports.AnswersAsync(Port) && await Ports.AnswersAsync(SubmissionPort)),
            () => $"Postfix does not answer: {process.Output}{Log}");
        if (process.HasExited)
            throw new InvalidOperationException($"Postfix ended: {process.Output}{Log}");
    }

    public async Task StopAsync()
    {
        if (process is null)
            return;
        // The command in front is only a shell; this one ends the master by the id in this instance's own folder.
        await using (var stop = Postfix("stop"))
            await Wait.UntilAsync(() => stop.HasExited && process.HasExited, () => $"Postfix does not stop: {stop.Output}{Log}");
        await process.DisposeAsync();
        process = null;
        await Wait.UntilAsync(async () => !await Ports.AnswersAsync(SubmissionPort), () => "Postfix still answers.");
    }

    public async ValueTask DisposeAsync() => await StopAsync();

    // A real one asks the DNS for DMARC, where these domains are not: whoever has a mailbox here is taken for proven.
    private static string Verified(MailAccount box) =>
        $"{{ {box.Address} = PREPEND Authentication-Results: {AuthservId}; dmarc=pass header.from={box.Domain} }}";

    private ServerProcess Postfix(string command) =>
        ServerProcess.Start(Needs.Postfix, ["-c", Path.Combine(Folder, "conf"), command], Folder);
}
