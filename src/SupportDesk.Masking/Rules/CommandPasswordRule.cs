using SupportDesk.Masking.Engine;
using SupportDesk.Masking.Text;

namespace SupportDesk.Masking.Rules;

/// <summary>The password behind <c>-p</c> of a database client's command line, with no blank between; of sshpass also with one.</summary>
internal sealed class CommandPasswordRule : Rule
{
    private const int LongestCommand = 200;
    private const int LongestSecret = 128;
    private static readonly WordSet Clients = new("mysql", "mariadb", "sshpass");

    public override string Name => "password-option";

    public override SecretKind Kind => SecretKind.Password;

    public override IReadOnlyList<Word> Stems => Clients.Words;

    public override Verdict Examine(ReadOnlySpan<byte> text, int at)
    {
        var length = Clients.LengthAt(text, at);
        if (length == 0 || !Names.Begins(text, at))
            return Verdict.None;
        var limit = Math.Min(text.Length, at + LongestCommand);
        for (var i = Names.Tail(text, at + length); i + 3 < limit && !Bytes.IsLineEnd(text[i]) && text[i] is not ((byte)'|' or (byte)';'); i++)
        {
            if (text[i] != ' ' || text[i + 1] != '-' || text[i + 2] != 'p')
                continue;
            var start = i + 3;
            if (text[start] == ' ' && text[at] is (byte)'s' or (byte)'S')
                start++;
            var quote = text[start] is (byte)'\'' or (byte)'"' ? text[start++] : (byte)' ';
            var end = start;
            while (end < text.Length && end - start < LongestSecret && text[end] != quote && !Bytes.IsLineEnd(text[end]))
                end++;
            return end > start && text[start] is not ((byte)'$' or (byte)'[' or (byte)'-') ? Verdict.Hide(start, end) : Verdict.None;
        }

        return Verdict.None;
    }
}
