using System.Globalization;
using System.Text;
using MimeKit;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Email;
using SupportDesk.Features.Email.Authentication;
using SupportDesk.Features.Email.Inbox;
using SupportDesk.Features.Outbox;
using SupportDesk.Kernel;

namespace SupportDesk.Cli.Demo;

/// <summary>Hands e-mails to the desk as its mailbox would: each is claimed, read, checked and given its outcome.</summary>
internal sealed class DemoInbox(DemoDesk desk)
{
    private const long UidValidity = 1;
    private int received;

    /// <summary>How far the mail host says the sender is proven.</summary>
    public enum Proof { Passes, OnlySpf, Fails }

    private IMailbox Box(MailPurposes purpose) =>
        desk.Services.GetRequiredService<Mailboxes>().All.First(box => box.Settings.Identity.Purposes.HasFlag(purpose));

    public string AddressOf(MailPurposes purpose) => Box(purpose).Settings.Identity.Address;

    public MimeMessage Write(string name, string address, string subject, string text, MailPurposes to = MailPurposes.Payers, Proof proof = Proof.Passes)
    {
        var email = new MimeMessage { Subject = subject, Date = desk.Clock.GetUtcNow(), MessageId = NewId(address) };
        email.From.Add(new MailboxAddress(Encoding.UTF8, name, address));
        email.To.Add(new MailboxAddress("", AddressOf(to)));
        email.Headers.Insert(0, "Authentication-Results", Results(address[(address.LastIndexOf('@') + 1)..], proof));
        email.Body = new TextPart("plain") { Text = text };
        return email;
    }

    public static void Attach(MimeMessage email, string name, string type, byte[] content)
    {
        var parts = type.Split('/');
        email.Body = new Multipart("mixed")
        {
            email.Body!,
            new MimePart(parts[0], parts[1])
            {
                Content = new MimeContent(new MemoryStream(content)),
                ContentDisposition = new ContentDisposition(ContentDisposition.Attachment),
                ContentTransferEncoding = ContentEncoding.Base64,
                FileName = name,
            },
        };
    }

    /// <summary>What a mail server writes when it could not deliver.</summary>
    public MimeMessage WriteBounce(string originalId, string recipient)
    {
        var email = Write("Mail Delivery System", $"mailer-daemon@{recipient[(recipient.LastIndexOf('@') + 1)..]}", "Undelivered Mail Returned to Sender", "");
        var status = new MessageDeliveryStatus();
        status.StatusGroups.Add(new HeaderList { { "Reporting-MTA", "dns; mx.oshibka.example" } });
        status.StatusGroups.Add(new HeaderList
        {
            { "Final-Recipient", $"rfc822; {recipient}" },
            { "Action", "failed" },
            { "Status", "5.1.1" },
            { "Diagnostic-Code", "smtp; 550 5.1.1 User unknown" },
        });
        email.Body = new MultipartReport("delivery-status")
        {
            new TextPart("plain") { Text = $"The e-mail to {recipient} could not be delivered: the address is unknown." },
            status,
            new TextPart("rfc822-headers") { Text = $"Message-ID: <{originalId}>\n" },
        };
        return email;
    }

    public async Task<MailLedger> ReceiveAsync(MimeMessage email, MailPurposes to = MailPurposes.Payers)
    {
        var box = Box(to);
        using var raw = new MemoryStream();
        await email.WriteToAsync(raw);
        raw.Position = 0;
        var row = await ClaimAsync(box);
        var facts = await EmailContentReader.ReadAsync(raw, 50 << 20, CancellationToken.None);
        var bytes = new ArraySegment<byte>(raw.GetBuffer(), 0, (int)raw.Length);
        var findings = desk.Services.GetRequiredService<AuthenticateEmail>().RunAsync(bytes, CancellationToken.None);
        var downloaded = new DownloadedEmail(row, facts, FindFirstDelivery.HashOfBody(bytes), raw.Length, findings);
        var taken = await desk.UseAsync<ProcessBatch, IReadOnlyList<DownloadedEmail>>(process => process.RunAsync(box, [downloaded], CancellationToken.None));
        return taken.Count == 1
            ? await desk.ReadAsync(async db => (await db.Ledger.FindAsync(row.Id))!)
            : throw new InvalidOperationException($"The e-mail «{email.Subject}» was not taken.");
    }

    /// <summary>An e-mail that the desk could not read. It lies in the mailbox, where the desk looks for it.</summary>
    public async Task FailAsync(string reason)
    {
        var box = Box(MailPurposes.Payers);
        var row = await ClaimAsync(box);
        if (box.Settings.Transport == MailTransport.Folder)
        {
            var folder = new MaildirFolder(Path.GetFullPath(box.Settings.Incoming, desk.Services.GetRequiredService<DataPaths>().Root));
            var email = Write("Архив", "arhiv@dom.example", "Все документы за год", "Файлы отдельно.");
            await folder.DeliverAsync(row.Uid, file => email.WriteToAsync(file), CancellationToken.None);
        }

        await desk.UseAsync<ClaimEmail, int>(async claim =>
        {
            await claim.FailAsync(row.Id, reason, forGood: true, CancellationToken.None);
            return 0;
        });
    }

    /// <summary>A visit to the mailbox that compared everything.</summary>
    public Task<int> CompareAsync() => desk.UseAsync<SaveMailboxStatus, int>(async save =>
    {
        foreach (var box in desk.Services.GetRequiredService<Mailboxes>().All)
            await save.SuccessAsync(box.Name, UidValidity, new LedgerComparison(received, 0, 0), null, CancellationToken.None);
        return 0;
    });

    private async Task<MailLedger> ClaimAsync(IMailbox box)
    {
        var uid = string.Create(CultureInfo.InvariantCulture, $"{desk.Clock.GetUtcNow().ToUnixTimeSeconds()}.M{++received}P1.mx");
        return (await desk.UseAsync<ClaimEmail, IReadOnlyList<MailLedger>>(claim => claim.FreshAsync(box.Name, UidValidity, [uid], CancellationToken.None)))[0];
    }

    private string NewId(string address) =>
        string.Create(CultureInfo.InvariantCulture, $"{desk.Clock.GetUtcNow().ToUnixTimeSeconds()}.{received + 1}@{address[(address.LastIndexOf('@') + 1)..]}");

    private static string Results(string domain, Proof proof) => proof switch
    {
        Proof.Passes => $"{DemoHost.MailHost}; dkim=pass header.d={domain}; spf=pass smtp.mailfrom={domain}; dmarc=pass header.from={domain}",
        Proof.OnlySpf => $"{DemoHost.MailHost}; dkim=none; spf=pass smtp.mailfrom={domain}; dmarc=none header.from={domain}",
        _ => $"{DemoHost.MailHost}; dkim=fail header.d={domain}; spf=fail smtp.mailfrom={domain}; dmarc=fail header.from={domain}",
    };
}
