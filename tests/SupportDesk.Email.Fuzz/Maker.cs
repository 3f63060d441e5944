using System.Text;

namespace SupportDesk.Email.Fuzz;

/// <summary>Makes an e-mail from a seed: one of the corpus, one put together by a grammar, or pieces of both, with some bytes changed.</summary>
internal static class Maker
{
    private const int LongestPiece = 3000;

    public static byte[] Make(Random random, byte[][] corpus)
    {
        List<byte> email = [];
        switch (random.Next(5))
        {
            case 0 or 1:
                email.AddRange(corpus[random.Next(corpus.Length)]);
                break;
            case 2:
                email.AddRange(Unwrapped.Tnef(random, corpus));
                break;
            case 3:
                email.AddRange(new Grammar(random).Email());
                break;
            default:
                email.AddRange(Piece(random, corpus[random.Next(corpus.Length)]));
                email.AddRange(new Grammar(random).Email());
                email.AddRange(Piece(random, corpus[random.Next(corpus.Length)]));
                break;
        }

        for (var changes = random.Next(4) == 0 ? 0 : random.Next(1, 10); changes > 0 && email.Count > 0; changes--)
            Change(random, email);
        return [.. email];
    }

    private static ReadOnlySpan<byte> Piece(Random random, byte[] whole)
    {
        var length = random.Next(1, Math.Min(LongestPiece, whole.Length) + 1);
        return whole.AsSpan(random.Next(whole.Length - length + 1), length);
    }

    private static void Change(Random random, List<byte> email)
    {
        var at = random.Next(email.Count);
        var count = random.Next(1, Math.Min(60, email.Count - at) + 1);
        switch (random.Next(8))
        {
            case 0:
                email[at] = (byte)random.Next(256);
                break;
            case 1:
                email[at] ^= (byte)(1 << random.Next(8));
                break;
            case 2:
                email.RemoveRange(at, count);
                break;
            case 3:
                email.InsertRange(random.Next(email.Count + 1), email.GetRange(at, count));
                break;
            case 4:
                email.InsertRange(at, Encoding.UTF8.GetBytes(new Grammar(random).Noise()));
                break;
            case 5:
                email.InsertRange(at, Enumerable.Repeat(email[at], random.Next(1, 700)));
                break;
            case 6:
                email.RemoveRange(at, email.Count - at);
                break;
            default:
                if (email.IndexOf((byte)'\n', at) is var end and >= 0)
                    email.RemoveAt(end);
                break;
        }
    }
}
