using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace SupportDesk.Kernel;

/// <summary>
/// Signs the ids of letters that leave, and knows its own signature when an answer quotes it. The signature binds an id
/// to the ticket, the message, the role and the recipient it was made for: quoted by anyone else it proves nothing.
/// Old keys of the ring still verify; the last one signs.
/// </summary>
public sealed class LetterKeys
{
    private const string FileName = "letters.json";
    private const int MacBytes = 15;
    private readonly IReadOnlyList<Key> ring;

    public LetterKeys(IReadOnlyList<Key> ring)
    {
        if (ring.Count == 0)
            throw new ArgumentException("A key ring needs a key.", nameof(ring));
        this.ring = ring;
    }

    /// <param name="Id">One letter or digit; stands at the head of each signature.</param>
    /// <param name="Secret">32 random bytes.</param>
    public sealed record Key(char Id, byte[] Secret);

    public static LetterKeys LoadOrCreate(string folder)
    {
        var file = Path.Combine(folder, FileName);
        if (File.Exists(file))
            return new LetterKeys(JsonSerializer.Deserialize<List<Key>>(File.ReadAllText(file))!);
        List<Key> created = [new('a', RandomNumberGenerator.GetBytes(32))];
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var stream = new FileStream(file, options))
            JsonSerializer.Serialize(stream, created);
        return new LetterKeys(created);
    }

    /// <summary>The Message-ID of a letter, without angle brackets: <c>sd.{message}.{key}{mac}@domain</c>.</summary>
    public string LetterId(Guid ticket, Guid message, string role, string recipient, string domain) =>
        $"sd.{message:N}.{Sign(ring[^1], ticket, message, role, recipient)}@{domain}";

    /// <summary>Takes the message out of an id that looks like ours. Nothing is proven until <see cref="Verify"/> agrees.</summary>
    public static bool TryParse(string letterId, out Guid message, out string signature)
    {
        (message, signature) = (Guid.Empty, "");
        var local = letterId.Trim().Trim('<', '>').Split('@')[0].Split('.');
        if (local is not ["sd", var id, var tail] || !Guid.TryParseExact(id, "N", out message))
            return false;
        signature = tail;
        return true;
    }

    public bool Verify(string signature, Guid ticket, Guid message, string role, string recipient)
    {
        foreach (var key in ring)
        {
            // Compared in constant time; the key's id is no secret.
            if (signature.Length > 0 && signature[0] == key.Id
                && CryptographicOperations.FixedTimeEquals(
                    Encoding.ASCII.GetBytes(signature), Encoding.ASCII.GetBytes(Sign(key, ticket, message, role, recipient))))
                return true;
        }

        return false;
    }

    private static string Sign(Key key, Guid ticket, Guid message, string role, string recipient)
    {
        var text = $"v1|{ticket:N}|{message:N}|{role}|{recipient.ToLowerInvariant()}";
        return key.Id + Convert.ToHexStringLower(HMACSHA256.HashData(key.Secret, Encoding.UTF8.GetBytes(text)).AsSpan(0, MacBytes));
    }
}
