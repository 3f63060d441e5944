using System.Text;

namespace SupportDesk.Email.Fuzz;

/// <summary>Makes a letter from a seed: one of the corpus, one put together by a grammar, or pieces of both, with some bytes changed.</summary>
internal static class Maker
{
    private const int LongestPiece = 3000;

    public static byte[] Make(Random random, byte[][] corpus)
    {
        List<byte> letter = [];
        switch (random.Next(5))
        {
            case 0 or 1:
                letter.AddRange(corpus[random.Next(corpus.Length)]);
                break;
            case 2:
                letter.AddRange(Unwrapped.Tnef(random, corpus));
                break;
            case 3:
                letter.AddRange(new Grammar(random).Letter());
                break;
            default:
                letter.AddRange(Piece(random, corpus[random.Next(corpus.Length)]));
                letter.AddRange(new Grammar(random).Letter());
                letter.AddRange(Piece(random, corpus[random.Next(corpus.Length)]));
                break;
        }

        for (var changes = random.Next(4) == 0 ? 0 : random.Next(1, 10); changes > 0 && letter.Count > 0; changes--)
            Change(random, letter);
        return [.. letter];
    }

    private static ReadOnlySpan<byte> Piece(Random random, byte[] whole)
    {
        var length = random.Next(1, Math.Min(LongestPiece, whole.Length) + 1);
        return whole.AsSpan(random.Next(whole.Length - length + 1), length);
    }

    private static void Change(Random random, List<byte> letter)
    {
        var at = random.Next(letter.Count);
        var count = random.Next(1, Math.Min(60, letter.Count - at) + 1);
        switch (random.Next(8))
        {
            case 0:
                letter[at] = (byte)random.Next(256);
                break;
            case 1:
                letter[at] ^= (byte)(1 << random.Next(8));
                break;
            case 2:
                letter.RemoveRange(at, count);
                break;
            case 3:
                letter.InsertRange(random.Next(letter.Count + 1), letter.GetRange(at, count));
                break;
            case 4:
                letter.InsertRange(at, Encoding.UTF8.GetBytes(new Grammar(random).Noise()));
                break;
            case 5:
                letter.InsertRange(at, Enumerable.Repeat(letter[at], random.Next(1, 700)));
                break;
            case 6:
                letter.RemoveRange(at, letter.Count - at);
                break;
            default:
                if (letter.IndexOf((byte)'\n', at) is var end and >= 0)
                    letter.RemoveAt(end);
                break;
        }
    }
}
