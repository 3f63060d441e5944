using System.Text;

namespace SupportDesk.Mail.Tests.Transcripts;

/// <summary>The conversations in this folder, by protocol and vendor, in pieces of every size.</summary>
public sealed class TranscriptTests
{
    public static TheoryData<string, string> All
    {
        get
        {
            var all = new TheoryData<string, string>();
            foreach (var file in Files().Order(StringComparer.Ordinal))
            {
                foreach (var pieces in (string[])["whole", "lines", "bytes"]) all.Add(file, pieces);
            }
            return all;
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Replay_InAnyPieces_WhatMustComeOutComes(string file, string pieces)
    {
        var transcript = Transcript.Read(file);
        await using var server = new ScriptedServer(transcript.Script, pieces == "bytes" ? 1 : 4096, inOnePiece: pieces == "whole");
        using var log = new MemoryStream();
        using (var player = PlayerOf(file, new ProtocolLogger(log, leaveOpen: true)))
        {
            foreach (var (action, expected) in transcript.Steps)
            {
                var result = await player.RunAsync(action, server.Port).WaitAsync(TimeSpan.FromSeconds(30));
                if (result != expected) await server.FailedAsync();
                Assert.Equal($"{action} = {expected}", $"{action} = {result}");
            }
            await server.FinishedAsync();
        }
        AssertNoSecrets(transcript, Encoding.UTF8.GetString(log.ToArray()));
    }

    [Fact]
    public void Files_EveryVendor_HasBothProtocolsWhereItSpeaksBoth()
    {
        var vendors = Files().Select(f => Path.GetDirectoryName(f)!.Replace('\\', '/')).ToHashSet();

        Assert.Equal(
            ["Imap/Dovecot", "Imap/Exchange", "Imap/Gmail", "Imap/MailRu", "Imap/Yandex", "Smtp/Exchange", "Smtp/Gmail", "Smtp/MailRu", "Smtp/Postfix", "Smtp/Yandex"],
            vendors.Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> Files() =>
        Directory.EnumerateFiles(Transcript.Folder, "*.txt", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(Transcript.Folder, f));

    private static Player PlayerOf(string file, ProtocolLogger log) =>
        file.StartsWith("Smtp", StringComparison.Ordinal) ? new SmtpPlayer(new SmtpClient(log)) : new ImapPlayer(new ImapClient(log));

    private static void AssertNoSecrets(Transcript transcript, string log)
    {
        Assert.StartsWith("Connected to ", log, StringComparison.Ordinal);
        foreach (var words in transcript.Steps.Select(s => s.Action.Split(' ')).Where(w => w[0] is "login" or "oauth2"))
        {
            Assert.DoesNotContain(words[2], log, StringComparison.Ordinal);
            Assert.DoesNotContain(Convert.ToBase64String(Encoding.UTF8.GetBytes(words[2])), log, StringComparison.Ordinal);
            Assert.DoesNotContain(new SaslMechanismPlain(words[1], words[2]).Challenge(null), log, StringComparison.Ordinal);
            Assert.DoesNotContain(new SaslMechanismOAuth2(words[1], words[2]).Challenge(null), log, StringComparison.Ordinal);
        }
    }
}
