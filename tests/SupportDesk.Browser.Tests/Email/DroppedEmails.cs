using System.Text;
using SupportDesk.Browser.Tests.Support;

namespace SupportDesk.Browser.Tests.Email;

/// <summary>E-mails put as files where a desk without a mail server looks for mail.</summary>
internal sealed class DroppedEmails(DeskProcess desk)
{
    private int dropped;

    private string Incoming => Path.Combine(desk.DataFolder, "mail", "in");

    /// <param name="fields">Its own header fields, each with its line end; UTF-8.</param>
    /// <param name="verdict">What the mailbox's host says of the sender.</param>
    public async Task DropAsync(string fields, string text, string verdict = "pass")
    {
        foreach (var folder in new[] { "tmp", "new", "cur" })
            Directory.CreateDirectory(Path.Combine(Incoming, folder));
        var name = $"17000000{++dropped:00}.M{dropped}.test";

        var from = fields.Split('\n').First(line => line.StartsWith("From:", StringComparison.Ordinal)).Split('@')[^1].TrimEnd('>');
        var type = fields.Contains("Content-Type", StringComparison.Ordinal) ? "" : "Content-Type: text/plain; charset=utf-8\n";
        var email =
            $"Authentication-Results: mx.desk.example; dmarc={verdict} header.from={from}\n"
            + $"{fields}Message-ID: <{dropped}@{from}>\n"
            + "MIME-Version: 1.0\n"
            + $"{type}Content-Transfer-Encoding: 8bit\n\n"
            + $"{text}\n";
        await File.WriteAllBytesAsync(Path.Combine(Incoming, "tmp", name), Encoding.UTF8.GetBytes(email.ReplaceLineEndings("\r\n")));
        File.Move(Path.Combine(Incoming, "tmp", name), Path.Combine(Incoming, "new", name));
    }

    /// <summary>Waits until so many e-mails have been dealt with: their files are gone.</summary>
    public Task TakenAsync(int count) => Wait.UntilAsync(() => dropped - Directory.GetFiles(Path.Combine(Incoming, "new")).Length >= count, () => desk.Log);
}
