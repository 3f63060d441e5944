using FsCheck;
using FsCheck.Fluent;
using SupportDesk.Features.Email.Inbox;
using SupportDesk.Features.Email.Reading;

namespace SupportDesk.Tests.Features.Email.Reading;

public sealed class EmailReaderTests
{
    [Theory]
    [InlineData("")]
    [InlineData("no header at all")]
    [InlineData("Content-Type: multipart/mixed; boundary=\"\"\n\n--\nx\n----\n")]
    [InlineData("Content-Type: multipart/mixed\n\n--a\n--a--\n--b\n")]
    [InlineData("Content-Type: ;;;=\"\n\nx")]
    [InlineData("Content-Type: text/plain; charset\n\nx")]
    [InlineData("Content-Type: text/plain; charset=\"\n\nx")]
    [InlineData("From: (((((((((((((((((((((((((((((((((((((a@x\n\nx")]
    [InlineData("From: \"\\\nTo: <<<>>>,;:;:;@,\n\nx")]
    [InlineData("Content-Disposition: attachment; filename*0*=; filename*999999999999*=x; filename*1*=%; filename*2*=%Z\n\nx")]
    [InlineData("Content-Type: message/delivery-status\n\n:\n\n\n x: y\n")]
    [InlineData("From: a@x\nstray\nContent-Type:\n\nx")]
    [InlineData("From: a@x\nstray\nContent-Disposition: ;\n\nx")]
    [InlineData("Content-Type: multipart/mixed; boundary=other\n\n--=?utf-8?Q?abc?=\nz\n")]
    public async Task Read_WrongSyntax_IsAnEmailAnyway(string email)
    {
        var reading = await Emails.ReadAsync(email);

        Assert.NotNull(EmailSummary.Of(reading));
        Assert.All(EmailContentReader.Facts(reading).Headers, header => Assert.DoesNotContain(header.Value, char.IsControl));
    }

    [Fact]
    public async Task Read_NoHeaderAtAll_AllOfItIsText() => Assert.Equal("no header at all", (await Emails.SummaryAsync("no header at all")).Text);

    [Fact]
    public void Read_RandomBytes_NeverThrows() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(300).WithReplay(20261127, 7),
            Prop.ForAll<byte[], int>(
                (bytes, seed) =>
                {
                    // Cuts and swaps in real e-mails reach deeper than noise.
                    var email = Emails.Bytes(Emails.Names[Math.Abs(seed % Emails.Names.Count)]);
                    var at = email.Length == 0 ? 0 : Math.Abs(seed / 7 % email.Length);
                    byte[] broken = [.. email[..at], .. bytes, .. email[Math.Min(email.Length, at + bytes.Length / 2)..]];

                    foreach (var input in new[] { bytes, broken })
                    {
                        var reading = Emails.ReadAsync(input).GetAwaiter().GetResult();
                        EmailSummary.Of(reading);
                        Assert.All(EmailContentReader.Facts(reading).Headers, header => Assert.DoesNotContain(header.Value, char.IsControl));
                    }
                }));

    [Fact]
    public async Task Facts_PartsThatCannotBeRead_AreNamed()
    {
        var encrypted = EmailContentReader.Facts(
            await Emails.ReadAsync(
                "From: a@x.example\n"
                    + "Content-Type: multipart/encrypted; boundary=b; protocol=\"application/pgp-encrypted\"\n\n"
                    + "--b\n"
                    + "Content-Type: application/pgp-encrypted\n\n"
                    + "Version: 1\n"
                    + "--b\n"
                    + "Content-Type: application/octet-stream\n\n"
                    + "x\n"
                    + "--b--\n"
            )
        );
        var many = EmailContentReader.Facts(
            await Emails.ReadAsync(
                "From: a@x.example\nContent-Type: multipart/mixed; boundary=b\n\n"
                    + string.Concat(Enumerable.Repeat("--b\nContent-Type: application/pdf\n\nx\n", 101))
                    + "--b--\n"
            )
        );
        var whole = EmailContentReader.Facts(await Emails.ReadAsync("From: a@x.example\n\nx"));

        Assert.Equal([EmailProblem.Encrypted], encrypted.Unread);
        Assert.Equal((100, EmailProblem.FilesCut), (many.Files.Count, Assert.Single(many.Unread)));
        Assert.Empty(whole.Unread);
    }

    [Fact]
    public async Task Facts_FilesOfOneEmail_CanBeReadTogether()
    {
        var facts = EmailContentReader.Facts(await Emails.ReadAsync(
            "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: application/pdf\n\nfirst\n--b\nContent-Type: application/pdf\n\nsecond\n--b--\n"));

        using var first = new StreamReader(facts.Files[0].Open());
        using var second = new StreamReader(facts.Files[1].Open());
        Assert.Equal(("second", "first"), (await second.ReadToEndAsync(), await first.ReadToEndAsync()));
    }
}
