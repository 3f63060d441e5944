namespace SupportDesk.Masking.Tests.Rules;

public sealed class CommandPasswordRuleTests
{
    [Theory]
    [InlineData("mysql -pzima", "mysql -p[masked:password]")]
    [InlineData("mysql -u root -pZx81qwPP shop", "mysql -u root -p[masked:password] shop")]
    [InlineData("mysqldump -uroot -p'Zx 81' shop > dump.sql", "mysqldump -uroot -p'[masked:password]' shop > dump.sql")]
    [InlineData("sshpass -p zima ssh root@host", "sshpass -p [masked:password] ssh root@host")]
    public void Mask_PasswordBehindTheOption_Hides(string text, string masked) => Assert.Equal(masked, Masking.Run(text));

    [Theory]
    [InlineData("mysql -p shop")]
    [InlineData("mysql -u root shop | grep -pattern")]
    [InlineData("mysql --port 3306 -P 3306 shop")]
    [InlineData("docker run -p8080:80 mysql")]
    [InlineData("mysql -p$PASSWORD shop")]
    public void Mask_NoPasswordThere_Stays(string text) => Assert.Equal(text, Masking.Run(text));
}
