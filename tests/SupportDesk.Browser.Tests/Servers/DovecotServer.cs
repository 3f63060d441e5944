using System.Globalization;
using SupportDesk.Browser.Tests.Support;
using SupportDesk.Loopback;

namespace SupportDesk.Browser.Tests.Servers;

/// <summary>A Dovecot of the test's own: IMAP with implicit TLS over Maildir folders, and the passwords for Postfix.</summary>
internal sealed class DovecotServer : IAsyncDisposable
{
    private readonly string log;
    private ServerProcess? process;

    /// <param name="folder">A folder of its own, which other users may enter.</param>
    /// <param name="mail">Where the mailboxes lie: domain, then name.</param>
    /// <param name="owner">Number of the user and group to whom the mailboxes belong.</param>
    /// <param name="idle">Whether it offers IDLE.</param>
    public DovecotServer(string folder, string mail, int owner, string certificateFile, string keyFile, IEnumerable<MailAccount> accounts, bool idle)
    {
        (Folder, log) = (folder, Path.Combine(folder, "log"));
        File.WriteAllLines(Path.Combine(folder, "users"), accounts.Select(account => UserLine(account, mail, owner)));
        File.WriteAllText(Path.Combine(folder, "dovecot.conf"), string.Create(CultureInfo.InvariantCulture, $$"""
            base_dir = {{folder}}/run
            state_dir = {{folder}}/run
            instance_name = supportdesk-test
            log_path = {{log}}
            protocols = imap
            ssl = required
            ssl_cert = <{{certificateFile}}
            ssl_key = <{{keyFile}}
            mail_location = maildir:{{mail}}/%d/%n
            namespace inbox {
              inbox = yes
              mailbox Sent {
                auto = create
                special_use = \Sent
              }
            }
            passdb {
              driver = passwd-file
              args = {{folder}}/users
            }
            auth_failure_delay = 0
            userdb {
              driver = passwd-file
              args = {{folder}}/users
            }
            mail_plugins = quota
            plugin {
              quota = maildir:User quota
              quota_status_success = DUNNO
              quota_status_nouser = DUNNO
              quota_status_overquota = 552 5.2.2 The mailbox is full
            }
            {{(idle ? "" : "imap_capability = IMAP4rev1 SASL-IR LITERAL+ UIDPLUS MOVE NAMESPACE")}}
            service quota-status {
              executable = quota-status -p postfix
              inet_listener {
                address = 127.0.0.1
                port = {{QuotaPort}}
              }
              client_limit = 1
            }
            service imap-login {
              chroot =
              inet_listener imap {
                port = 0
              }
              inet_listener imaps {
                address = 127.0.0.1
                port = {{Port}}
                ssl = yes
              }
            }
            service anvil {
              chroot =
            }
            service auth {
              unix_listener sasl {
                mode = 0666
              }
            }
            """));
    }

    public string Folder { get; }

    public int Port { get; } = FreePorts.Take();

    /// <summary>Where Postfix asks whether an e-mail still fits into a mailbox.</summary>
    public int QuotaPort { get; } = FreePorts.Take();

    /// <summary>Where Postfix asks whether a password is right.</summary>
    public string PasswordSocket => Path.Combine(Folder, "run", "sasl");

    public string Log => File.Exists(log) ? File.ReadAllText(log) : "";

    public async Task StartAsync()
    {
        process = ServerProcess.Start(Needs.Dovecot, ["-F", "-c", Path.Combine(Folder, "dovecot.conf")], Folder);
        await Wait.UntilAsync(
            async () => process.HasExited || (File.Exists(PasswordSocket) && await Ports.AnswersAsync(Port)),
            () => $"Dovecot does not answer: {process.Output}{Log}");
        if (process.HasExited)
            throw new InvalidOperationException($"Dovecot ended: {process.Output}{Log}");
    }

    /// <summary>Ends the server and every connection to it at once, as a power cut would.</summary>
    public async Task KillAsync()
    {
        await process!.KillAsync();
        await process.DisposeAsync();
        process = null;
        await Wait.UntilAsync(async () => !await Ports.AnswersAsync(Port), () => "Dovecot still answers.");
    }

    private static string UserLine(MailAccount account, string mail, int owner) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{account.Address}:{{PLAIN}}{account.Password}:{owner}:{owner}::{mail}/{account.Domain}/{account.Name}::"
                + $"{(account.QuotaBytes is { } bytes ? $"userdb_quota_rule=*:bytes={bytes}" : "")}"
        );

    public async ValueTask DisposeAsync()
    {
        if (process is not null)
            await process.DisposeAsync();
    }
}
