using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SupportDesk.Tests.Features.Diagnostics.Probe;

/// <summary>
/// Certificates as shops have them, good and bad, signed by an authority of the tests' own; one set for all tests. Their
/// keys are of the kind that is quickly made, but for one: old encryption knows no other.
/// </summary>
internal sealed class ShopCertificates
{
    public const string Host = "shop.example";

    private static readonly Lazy<ShopCertificates> One = new(() => new ShopCertificates());

    private readonly string folder = Directory.CreateTempSubdirectory("certificates-").FullName;

    private ShopCertificates()
    {
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        var now = TimeProvider.System.GetUtcNow();
        using var rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var root = Authority("CN=Test root", rootKey).CreateSelfSigned(now.AddYears(-2), now.AddYears(2));
        File.WriteAllText(AuthorityFile, root.ExportCertificatePem());
        using var middleKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var unsigned = Authority("CN=Test intermediate", middleKey).Create(root, now.AddYears(-1), now.AddYears(1), RandomNumberGenerator.GetBytes(8));
        using var middle = unsigned.CopyWithPrivateKey(middleKey);
        using var strangerKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var stranger = Authority("CN=Nobody's root", strangerKey).CreateSelfSigned(now.AddYears(-1), now.AddYears(1));

        Write("good", root, Host, now.AddDays(-1), now.AddDays(90));
        Write("soon", root, Host, now.AddDays(-80), now.AddDays(9));
        Write("expired", root, Host, now.AddDays(-90), now.AddDays(-2));
        Write("future", root, Host, now.AddDays(2), now.AddDays(90));
        Write("other", root, "other.example", now.AddDays(-1), now.AddDays(90));
        Write("untrusted", stranger, Host, now.AddDays(-1), now.AddDays(90), stranger);
        Write("incomplete", middle, Host, now.AddDays(-1), now.AddDays(90));
        Write("whole", middle, Host, now.AddDays(-1), now.AddDays(90), middle);
        Write("rsa", root, Host, now.AddDays(-1), now.AddDays(90), rsa: true);
        Write("self", null, Host, now.AddDays(-1), now.AddDays(90));
    }

    public static ShopCertificates Shared => One.Value;

    public string AuthorityFile => Path.Combine(folder, "authority.pem");

    public string CertificateOf(string name) => Path.Combine(folder, name + ".crt");

    public string KeyOf(string name) => Path.Combine(folder, name + ".key");

    private static CertificateRequest Authority(string name, ECDsa key)
    {
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        return request;
    }

    private void Write(
        string name, X509Certificate2? authority, string host, DateTimeOffset from, DateTimeOffset until, X509Certificate2? sentAlong = null, bool rsa = false)
    {
        using AsymmetricAlgorithm key = rsa ? RSA.Create(2048) : ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = key is RSA old
            ? new CertificateRequest("CN=" + host, old, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            : new CertificateRequest("CN=" + host, (ECDsa)key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(host);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = authority is null ? request.CreateSelfSigned(from, until) : Sign(request, authority, from, until);
        File.WriteAllText(CertificateOf(name), certificate.ExportCertificatePem() + "\n" + sentAlong?.ExportCertificatePem() + "\n");
        File.WriteAllText(KeyOf(name), key.ExportPkcs8PrivateKeyPem());
    }

    // Said outright, since the key that signs is of another kind than the one that is signed.
    private static X509Certificate2 Sign(CertificateRequest request, X509Certificate2 authority, DateTimeOffset from, DateTimeOffset until)
    {
        using var key = authority.GetECDsaPrivateKey()!;
        return request.Create(authority.SubjectName, X509SignatureGenerator.CreateForECDsa(key), from, until, RandomNumberGenerator.GetBytes(8));
    }
}
