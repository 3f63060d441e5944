using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Outbox;

/// <summary>
/// Signs the ids of e-mails that leave, and knows its own signature when an answer quotes it. The signature binds an id
/// to the ticket, the message, the role and the recipient it was made for: quoted by anyone else it proves nothing.
/// Old keys of the ring still verify; the last one signs.
/// </summary>
public sealed class MessageIdSigner
{
    private const string FileName = "letters.json";
    private const int MacBytes = 15;
    private const int ShortMacBytes = 12;
    private const int MostLocalPart = 64;
    private readonly IReadOnlyList<Key> ring;

    public MessageIdSigner(IReadOnlyList<Key> ring)
    {
        if (ring.Count == 0)
            throw new ArgumentException("A key ring needs a key.", nameof(ring));
        this.ring = ring;
    }

    /// <param name="Id">One letter or digit; stands at the head of each signature.</param>
    /// <param name="Secret">32 random bytes.</param>
    public sealed record Key(char Id, byte[] Secret);

    public static MessageIdSigner LoadOrCreate(string folder)
    {
        var file = Path.Combine(folder, FileName);
        // An empty one is what a desk left that was killed while it wrote its first: it never signed anything.
        if (new FileInfo(file) is { Exists: true, Length: > 0 })
            return new MessageIdSigner(JsonSerializer.Deserialize<List<Key>>(File.ReadAllText(file))!);
        List<Key> created = [new('a', RandomNumberGenerator.GetBytes(32))];
        OwnerOnly.Replace(file, JsonSerializer.SerializeToUtf8Bytes(created));
        return new MessageIdSigner(created);
    }

    /// <summary>The Message-ID of an e-mail, without angle brackets: <c>sd.{message}.{key}{mac}@domain</c>.</summary>
    public string InternetMessageId(Guid ticket, Guid message, string role, string recipient, string domain) =>
        $"sd.{message:N}.{Sign(ring[^1], ticket, message, role, recipient)}@{domain}";

    /// <summary>
    /// The address <c>desk+{key}{message and mac}@domain</c>, in base32 with 96 bits of the signature; null when the own
    /// part before the sign leaves no room in the 64 characters that mail servers bear.
    /// </summary>
    public string? PlusAddress(Guid ticket, Guid message, string role, string recipient, string own)
    {
        var at = own.LastIndexOf('@');
        var signature = Sign(ring[^1], ticket, message, role, recipient);
        var mac = Convert.FromHexString(signature.AsSpan(1, ShortMacBytes * 2));
        var tail = signature[0] + Base32.Encode([.. message.ToByteArray(bigEndian: true), .. mac]);
        return at + 1 + tail.Length > MostLocalPart ? null : $"{own[..at]}+{tail}{own[at..]}";
    }

    /// <summary>Takes the message out of an address that looks like <see cref="PlusAddress"/>, as <see cref="TryParse"/> does out of an id.</summary>
    public static bool TryParseAddress(string address, out Guid message, out string signature)
    {
        (message, signature) = (Guid.Empty, "");
        var (plus, at) = (address.IndexOf('+', StringComparison.Ordinal), address.LastIndexOf('@'));
        if (plus < 0 || at < plus + 3 || Base32.Decode(address[(plus + 2)..at]) is not { Length: 16 + ShortMacBytes } bytes)
            return false;
        message = new Guid(bytes.AsSpan(0, 16), bigEndian: true);
        signature = char.ToLowerInvariant(address[plus + 1]) + Convert.ToHexStringLower(bytes.AsSpan(16));
        return true;
    }

    /// <summary>Takes the message out of an id that looks like ours. Nothing is proven until <see cref="Verify"/> agrees.</summary>
    public static bool TryParse(string internetMessageId, out Guid message, out string signature)
    {
        (message, signature) = (Guid.Empty, "");
        var local = internetMessageId.Trim().Trim('<', '>').Split('@')[0].Split('.');
        if (local is not ["sd", var id, var tail] || !Guid.TryParseExact(id, "N", out message))
            return false;
        signature = tail;
        return true;
    }

    public bool Verify(string signature, Guid ticket, Guid message, string role, string recipient)
    {
        // An id carries the whole signature, an address its beginning.
        if (signature.Length is not (1 + MacBytes * 2 or 1 + ShortMacBytes * 2))
            return false;
        foreach (var key in ring)
        {
            // Compared in constant time; the key's id is no secret.
            if (signature[0] == key.Id
                && CryptographicOperations.FixedTimeEquals(
                    Encoding.ASCII.GetBytes(signature), Encoding.ASCII.GetBytes(Sign(key, ticket, message, role, recipient)[..signature.Length])))
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
