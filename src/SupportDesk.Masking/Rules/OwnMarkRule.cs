using SupportDesk.Masking.Engine;
using SupportDesk.Masking.Text;

namespace SupportDesk.Masking.Rules;

/// <summary>
/// The <c>[masked:kind]</c> of an earlier run: other rules see nothing before it, just as they saw nothing before the
/// secret when it was hidden, so masking again changes nothing.
/// </summary>
internal sealed class OwnMarkRule : Rule
{
    public override string Name => "own-mark";

    public override SecretKind Kind => default;

    public override IReadOnlyList<Word> Stems { get; } = [Word.Of("[masked:")];

    public override Verdict Examine(ReadOnlySpan<byte> text, int at) =>
        Placeholder.MarkLengthAt(text, at) is var length and > 0 ? Verdict.HiddenBefore(at, at + length) : Verdict.None;
}
